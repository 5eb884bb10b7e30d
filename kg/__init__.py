"""kg: from news articles to a knowledge graph whose every fact leads back to its sentence."""

__version__ = "0.1.0"
