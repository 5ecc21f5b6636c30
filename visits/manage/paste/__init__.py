"""The desk's pages of agendas that are pasted."""
