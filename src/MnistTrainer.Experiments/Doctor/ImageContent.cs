using System.Security.Cryptography;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The values of an image within its frame: without the rows and columns at the border that are background, so that a shifted image has the same.</summary>
internal static class ImageContent
{
    /// <summary>A hash of the content and its size; null for an image of a single value.</summary>
    public static string? Hash(ReadOnlySpan<byte> values, Shape shape)
    {
        ReadOnlySpan<byte> background = values[..shape.Channels];
        int width = shape.Width * shape.Channels,
            top = 0,
            bottom = shape.Height - 1,
            left = 0,
            right = shape.Width - 1;
        while (top <= bottom && IsBackground(values.Slice(top * width, width), background))
            top++;
        if (top > bottom)
            return null;
        while (IsBackground(values.Slice(bottom * width, width), background))
            bottom--;
        while (IsBackgroundColumn(values, shape, left, background))
            left++;
        while (IsBackgroundColumn(values, shape, right, background))
            right--;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(background);
        hash.AppendData(BitConverter.GetBytes(right - left + 1));
        for (int row = top; row <= bottom; row++)
            hash.AppendData(values.Slice((row * width) + (left * shape.Channels), (right - left + 1) * shape.Channels));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static bool IsBackground(ReadOnlySpan<byte> row, ReadOnlySpan<byte> background)
    {
        if (background.Length == 1)
            return !row.ContainsAnyExcept(background[0]);
        for (int i = 0; i < row.Length; i += background.Length)
        {
            if (!row.Slice(i, background.Length).SequenceEqual(background))
                return false;
        }

        return true;
    }

    private static bool IsBackgroundColumn(ReadOnlySpan<byte> values, Shape shape, int column, ReadOnlySpan<byte> background)
    {
        for (int row = 0; row < shape.Height; row++)
        {
            if (!values.Slice(((row * shape.Width) + column) * shape.Channels, shape.Channels).SequenceEqual(background))
                return false;
        }

        return true;
    }
}
