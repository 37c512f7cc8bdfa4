"""The merge language: Liquid as marketers know it, behind limits no template can talk past."""
