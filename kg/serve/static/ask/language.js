/* global ace */
// SPARQL 1.1 in colours. Ace has a mode of that name, but it sees keywords inside of words.

export const KEYWORDS =
  "BASE PREFIX SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK FROM NAMED WHERE ORDER BY ASC DESC LIMIT OFFSET VALUES UNDEF " +
  "GRAPH OPTIONAL UNION FILTER EXISTS NOT IN MINUS BIND AS GROUP HAVING INSERT DELETE DATA WITH USING CLEAR DROP";
export const FUNCTIONS =
  "STR LANG LANGMATCHES DATATYPE BOUND IRI ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE CONTAINS STRSTARTS STRENDS STRBEFORE " +
  "STRAFTER YEAR MONTH DAY COALESCE IF SAMETERM ISIRI ISLITERAL REGEX SUBSTR REPLACE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT";

export function define() {
  ace.define("ace/mode/kg_sparql", ["require", "exports", "ace/lib/oop", "ace/mode/text", "ace/mode/text_highlight_rules"], (require, exports) => {
    const oop = require("ace/lib/oop");
    const Text = require("ace/mode/text").Mode;
    const Rules = require("ace/mode/text_highlight_rules").TextHighlightRules;
    const word = new Map([...KEYWORDS.split(" ").map((k) => [k, "keyword"]), ...FUNCTIONS.split(" ").map((k) => [k, "support.function"])]);

    function Highlight() {
      this.$rules = {
        start: [
          { token: "comment", regex: /#.*$/ },
          { token: "string", regex: /"""/, next: "long" },
          { token: "string", regex: /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/ },
          { token: "constant.language", regex: /@[A-Za-z-]+/ },
          { token: "string.iri", regex: /<[^<>"{}|^`\\\s]*>/ },
          { token: "variable", regex: /[?$]\w+/ },
          { token: "entity.name", regex: /[\w-]*:[\w.%-]*/ },
          { token: "constant.numeric", regex: /\b\d+(?:\.\d+)?\b/ },
          { token: "keyword", regex: /\ba\b/ },
          { token: (text) => word.get(text.toUpperCase()) || "text", regex: /[A-Za-z_]\w*/ },
          { token: "paren.lparen", regex: /[{([]/ },
          { token: "paren.rparen", regex: /[})\]]/ },
        ],
        long: [{ token: "string", regex: /"""/, next: "start" }, { defaultToken: "string" }],
      };
    }
    oop.inherits(Highlight, Rules);

    function Mode() {
      this.HighlightRules = Highlight;
      this.$behaviour = this.$defaultBehaviour;
      this.lineCommentStart = "#";
    }
    oop.inherits(Mode, Text);
    exports.Mode = Mode;
  });
}
