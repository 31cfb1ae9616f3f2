namespace MnistTrainer.Data;

/// <summary>The order of the values of images in color, in a table.</summary>
internal enum ColorOrder
{
    /// <summary>The values do not show it, or are no colors.</summary>
    Unknown,

    /// <summary>Red, green and blue of each pixel are next to each other.</summary>
    ByPixel,

    /// <summary>All red values come first, then all green, then all blue ones.</summary>
    ByColor,
}
