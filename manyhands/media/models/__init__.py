from .asset import Asset, AssetKind

__all__ = ["Asset", "AssetKind"]
