"""The scorer: exchange files against gold sets. README.md in this folder defines format and measures."""
