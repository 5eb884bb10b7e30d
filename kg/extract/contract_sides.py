"""Which side of a contract is the provider, where a noun beside a name tells it."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.annotated import Annotated
from kg.extract.draft import Draft

CLIENT, PROVIDER = "client", "provider"
BEFORE = 6  # words of a noun phrase in front of its name
INNER = ("ADJ", "ADP", "DET", "NOUN")


class ContractSides:
    """Turns the events of one article whose rule took the provider for the client. "Le contrat qui lie
    le centre d'appels X à Y" has the same order as "Le contrat qui lie Y au centre d'appels X"; `vendors`
    are the nouns that tell them apart."""

    def __init__(self, text: Annotated, vendors: tuple[str, ...]) -> None:
        self.text = text
        self.vendors = tuple(tuple(v.replace("'", "' ").split()) for v in vendors)

    def right(self, draft: Draft) -> Draft:
        """The draft, its two sides exchanged where only the client is called a vendor."""
        client, provider = draft.roles.get(CLIENT, ()), draft.roles.get(PROVIDER, ())
        if draft.frame.kind != "event" or not client or not provider:
            return draft
        if not self._vendor(client[0]) or self._vendor(provider[0]):
            return draft
        return replace(draft, roles={**draft.roles, CLIENT: provider, PROVIDER: client})

    def _vendor(self, mention: int) -> bool:
        tokens, at = self.text.parsed.tokens, self.text.first_token[mention]
        first, last = at, at + 1
        if self.text.mentions[mention].kind != "name":  # a noun phrase stands at its head
            last = min(at + BEFORE, self.text.parsed.sentences[tokens[at].sentence].last)
        else:
            while at - first < BEFORE and first > 0 and tokens[first - 1].pos in INNER:
                first -= 1
        words = [t.text.lower().replace("’", "'") for t in tokens[first:last]]
        return any(
            tuple(words[k : k + len(v)]) == v for v in self.vendors for k in range(len(words) - len(v) + 1)
        )
