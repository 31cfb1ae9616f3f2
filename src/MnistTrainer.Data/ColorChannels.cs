using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Red, green and blue, the channels of images that are read in color. Gray images have three equal ones.</summary>
internal static class ColorChannels
{
    /// <summary>The number of channels: 3.</summary>
    public const int Count = 3;

    /// <summary>Returns gray values as channels: each value three times.</summary>
    public static byte[] OfGray(ReadOnlySpan<byte> gray)
    {
        byte[] values = new byte[checked(gray.Length * Count)];
        for (int i = 0; i < values.Length; i++)
            values[i] = gray[i / Count];
        return values;
    }

    /// <summary>Returns gray images as images of three channels.</summary>
    public static Samples<byte> OfGray(Samples<byte> gray)
    {
        Shape shape = gray.Shape with { Channels = Count };
        byte[] values = new byte[checked(gray.Count * shape.Size)];
        for (int row = 0; row < gray.Count; row++)
            OfGray(gray.Row(row)).CopyTo(values.AsSpan(row * shape.Size));
        return new Samples<byte>(shape, values, gray.HasLabels ? gray.Labels.ToArray() : null, gray.ClassNames);
    }

    /// <summary>Reports images that were to be read in color, but have none.</summary>
    /// <param name="data">Images of three channels.</param>
    public static Dataset Report(Dataset data)
    {
        const string note = "colors: none; the images are gray, so red, green and blue are equal";
        return Enumerable.Range(0, data.Count).All(row => AreEqual(data.Samples.Row(row)))
            ? data with
            {
                Findings = [.. data.Findings, note],
                Notes = [.. data.Notes, note],
            }
            : data;
    }

    private static bool AreEqual(ReadOnlySpan<byte> values)
    {
        for (int i = 0; i < values.Length; i += Count)
        {
            if (values[i] != values[i + 1] || values[i] != values[i + 2])
                return false;
        }

        return true;
    }
}
