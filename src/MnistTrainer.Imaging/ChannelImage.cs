namespace MnistTrainer.Imaging;

/// <summary>Shows values of any number of channels as an image, enlarged by whole pixels: one channel in gray, three in color, others side by side in gray.</summary>
public static class ChannelImage
{
    /// <summary>The maximum number of channels that are shown side by side: 64.</summary>
    public const int MaximumTiles = 64;

    private const int ColorChannels = 3;

    /// <summary>Shows values.</summary>
    /// <param name="width">The number of columns, at least 1.</param>
    /// <param name="height">The number of rows, at least 1.</param>
    /// <param name="channels">The number of channels, at least 1. Three are red, green and blue.</param>
    /// <param name="values">0 for black to 255 for white, row by row, the channels of a pixel next to each other.</param>
    /// <param name="enlargement">The side of the square that a pixel becomes, at least 1. Default: 1.</param>
    /// <exception cref="ArgumentException">A number is less than 1, or the number of values is not the product of width, height and channels.</exception>
    public static ColorImage Of(int width, int height, int channels, ReadOnlySpan<byte> values, int enlargement = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(enlargement, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, (long)width * height * channels, nameof(values));
        if (channels == ColorChannels)
            return Tile(width, height, channels, values, enlargement, 0, 1, 2);
        List<ColorImage> tiles = [];
        for (int channel = 0; channel < Math.Min(channels, MaximumTiles); channel++)
            tiles.Add(Tile(width, height, channels, values, enlargement, channel, channel, channel));
        return tiles is [var only] ? only : ContactSheet.Of(tiles, ContactSheet.SquareColumns(tiles.Count));
    }

    private static ColorImage Tile(
        int width,
        int height,
        int channels,
        ReadOnlySpan<byte> values,
        int enlargement,
        params ReadOnlySpan<int> colors
    )
    {
        (int columns, int rows) = (checked(width * enlargement), checked(height * enlargement));
        byte[] pixels = new byte[checked(columns * rows * ColorImage.Channels)];
        for (int i = 0; i < columns * rows; i++)
        {
            int pixel = ((i / columns / enlargement * width) + (i % columns / enlargement)) * channels;
            for (int color = 0; color < colors.Length; color++)
                pixels[(i * ColorImage.Channels) + color] = values[pixel + colors[color]];
            pixels[(i * ColorImage.Channels) + colors.Length] = byte.MaxValue;
        }

        return new ColorImage(columns, rows, pixels);
    }
}
