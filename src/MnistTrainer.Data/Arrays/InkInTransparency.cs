namespace MnistTrainer.Data;

/// <summary>
/// Images whose ink is only in their transparency: every visible pixel of an image has the same color, as in drawings on a transparent paper.
/// </summary>
internal static class InkInTransparency
{
    /// <summary>Returns the opacity as gray images; null where the colors show something, or nothing is transparent in part.</summary>
    /// <param name="array">Images x height x width x channels, the last of which is opacity.</param>
    public static NumericArray? Find(NumericArray array)
    {
        int channels = array.Shape[3];
        int count = array.Count / channels;
        int size = count / array.Shape[0];
        for (int start = 0, varying = 0; start < count; start += size)
        {
            int? visible = null;
            for (int i = start; i < start + size; i++)
            {
                varying += array[OpacityOf(i)] != array[OpacityOf(0)] ? 1 : 0;
                if (array[OpacityOf(i)] == 0)
                    continue;
                visible ??= i;
                if (!ColorOf(i).SequenceEqual(ColorOf(visible.Value)))
                    return null;
            }

            if (start + size == count && varying == 0)
                return null;
        }

        byte[] opacity = new byte[count * array.Type.Size];
        for (int i = 0; i < count; i++)
            array.Bytes.AsSpan(OpacityOf(i) * array.Type.Size, array.Type.Size).CopyTo(opacity.AsSpan(i * array.Type.Size));
        return new NumericArray(array.Place, array.Type, array.Shape[..3], opacity);

        int OpacityOf(int pixel) => (pixel * channels) + channels - 1;

        ReadOnlySpan<byte> ColorOf(int pixel) => array.Bytes.AsSpan(pixel * channels * array.Type.Size, (channels - 1) * array.Type.Size);
    }

    /// <summary>Whether every pixel is as opaque as the first, and not fully transparent.</summary>
    public static bool IsOpaque(NumericArray array)
    {
        int channels = array.Shape[3];
        double first = array[channels - 1];
        for (int i = channels - 1; i < array.Count; i += channels)
        {
            if (array[i] != first)
                return false;
        }

        return first != 0;
    }
}
