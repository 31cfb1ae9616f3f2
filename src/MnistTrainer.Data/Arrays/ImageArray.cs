using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Images in an array of numbers: one after the other, as rows of pixels or flat, with or without channels.</summary>
/// <param name="Shape">The shape of one image.</param>
/// <param name="Pixels">All images, 0 to 255.</param>
/// <param name="Findings">What was detected.</param>
internal sealed record ImageArray(Shape Shape, byte[] Pixels, IReadOnlyList<string> Findings)
{
    private const int UciMaximum = 16;

    // Red, green, blue and alpha.
    private const int Transparent = 4;

    /// <summary>Reads an array as images, gray or in color.</summary>
    /// <param name="array">
    /// Images x height x width, with a channel axis at the end or after the first, or images x pixels of square images or of the shape in
    /// <paramref name="options"/>.
    /// </param>
    /// <param name="options">The shape of one image, null to detect it; and whether images are read in color.</param>
    /// <exception cref="InvalidInputException">The array has another shape, or values that are not pixels.</exception>
    public static ImageArray Of(NumericArray array, LoadOptions options)
    {
        List<string> findings = [];
        NumericArray images = WithoutInkInTransparency(ChannelsLast(array), findings);
        if (options.InColor && images.Shape is [_, int height, int width, > 1])
            return new ImageArray(new Shape(ColorChannels.Count, height, width), ToColors(images, findings), findings);
        images = WithoutChannels(images, findings);
        Shape shape = images.Shape.Length switch
        {
            3 => Shape.Image(images.Shape[1], images.Shape[2]),
            2 => FlatShape(images, options),
            _ => throw Rejection(array),
        };
        byte[] pixels = ToBytes(images, findings);
        return options.InColor
            ? new ImageArray(shape with { Channels = ColorChannels.Count }, ColorChannels.OfGray(pixels), findings)
            : new ImageArray(shape, pixels, findings);
    }

    /// <summary>Returns an array of images with channels with these at the end, any other as it is.</summary>
    private static NumericArray ChannelsLast(NumericArray array)
    {
        // Two at the end are the width of tiny images, unless nothing else can be the channels.
        if (array.Shape.Length != 4 || (AreChannels(array.Shape[3]) && (array.Shape[3] != 2 || !AreChannels(array.Shape[1]))))
            return array;
        return AreChannels(array.Shape[1]) ? array.Transposed(0, 2, 3, 1) : throw Rejection(array);
    }

    /// <summary>Returns images whose ink is only in their transparency, and gray ones with transparency, as gray images.</summary>
    private static NumericArray WithoutInkInTransparency(NumericArray array, List<string> findings)
    {
        if (array.Shape is not [_, _, _, 2 or Transparent])
            return array;
        if (InkInTransparency.Find(array) is NumericArray ink)
        {
            findings.Add($"channels: {array.Shape[3]}, of one color; the ink is read from the transparency");
            return ink;
        }

        if (array.Shape[3] == Transparent)
            return array;
        // Two channels that both vary may be anything.
        if (!InkInTransparency.IsOpaque(array))
            throw Rejection(array);
        findings.Add("channels: 2, converted to gray");
        return ToGray(array);
    }

    private static byte[] ToColors(NumericArray images, List<string> findings)
    {
        byte[] values = ToBytes(images, findings);
        if (images.Shape[3] == ColorChannels.Count)
            return values;
        findings.Add("transparency: over white");
        byte[] colors = new byte[values.Length / Transparent * ColorChannels.Count];
        for (int i = 0; i < colors.Length; i++)
        {
            int pixel = i / ColorChannels.Count * Transparent,
                alpha = values[pixel + Transparent - 1];
            colors[i] = (byte)(
                ((values[pixel + (i % ColorChannels.Count)] * alpha) + (byte.MaxValue * (byte.MaxValue - alpha)) + 127) / byte.MaxValue
            );
        }

        return colors;
    }

    private static NumericArray WithoutChannels(NumericArray array, List<string> findings)
    {
        if (array.Shape.Length != 4)
            return array;
        ImmutableArray<int> shape = array.Shape;
        if (shape[3] == 1)
            return array.Reshaped(shape[0], shape[1], shape[2]);
        findings.Add($"channels: {shape[3]}, converted to gray");
        return ToGray(array);
    }

    // Gray or color, each also with transparency.
    private static bool AreChannels(int size) => size is >= 1 and <= 4;

    // ITU-R BT.601, as for image files. Transparency is ignored.
    private static NumericArray ToGray(NumericArray array)
    {
        int channels = array.Shape[3];
        byte[] bytes = new byte[array.Count / channels * sizeof(float)];
        for (int i = 0; i < array.Count / channels; i++)
        {
            double gray =
                channels == 2
                    ? array[i * channels]
                    : (0.299 * array[i * channels]) + (0.587 * array[(i * channels) + 1]) + (0.114 * array[(i * channels) + 2]);
            BitConverter.TryWriteBytes(bytes.AsSpan(i * sizeof(float)), array.IsBytes ? MathF.Round((float)gray) : (float)gray);
        }

        NumberType type = BitConverter.IsLittleEndian ? NumberType.OfNumpy("<f4")! : NumberType.OfNumpy(">f4")!;
        return new NumericArray(array.Place, type, array.Shape[..3], bytes);
    }

    private static Shape FlatShape(NumericArray images, LoadOptions options)
    {
        int size = images.Shape[1];
        int side = (int)Math.Sqrt(size);
        Shape? expected = options.ShapeOf(colors: 1);
        if (expected is Shape shape && shape.Size == size)
            return shape;
        if (options.InColor && (expected is Shape gray ? size == ColorChannels.Count * gray.Size : size % ColorChannels.Count == 0))
        {
            throw new InvalidInputException(
                images.Place,
                "images in color as images x height x width x channels, or images x channels x height x width",
                $"{images.ShapeText}, which does not say whether the channels of a pixel are next to each other",
                "Reshape the array before saving it"
            );
        }

        return side * side == size && side > 1 ? Shape.Image(side, side) : throw Rejection(images);
    }

    private static byte[] ToBytes(NumericArray images, List<string> findings)
    {
        if (images.IsBytes)
        {
            // Bytes usually are pixels from 0 to 255, even if there is little ink: only masks and the scale of the UCI's digits are recognized.
            if (!images.Bytes.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)1) || images.Bytes.Max() == UciMaximum)
                findings.Add($"{PixelScale.Rescale(images.Bytes)}");
            return images.Bytes;
        }

        PixelScale scale = ScaleOf(images);
        if (scale != new PixelScale(0, PixelScale.Largest))
            findings.Add($"{scale}");
        byte[] pixels = new byte[images.Count];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = scale.ToByte(images[i]);
        return pixels;
    }

    private static PixelScale ScaleOf(NumericArray images)
    {
        int size = images.Count / images.Shape[0];
        PixelExtremes extremes = new(images.Place, size);
        for (int i = 0; i < images.Count; i++)
        {
            double value = images[i];
            if (!double.IsFinite(value))
            {
                throw new InvalidInputException(
                    $"{images.Place}, value {i}",
                    "a pixel, a number",
                    $"{value}",
                    "Replace missing values, for example by 0"
                );
            }

            if (i % size == 0)
                extremes.StartRow();
            extremes.Add(i % size, value);
        }

        return extremes.Decide();
    }

    private static InvalidInputException Rejection(NumericArray array) =>
        new(
            array.Place,
            "images: an array of images x height x width, with 1 (gray), 2 (gray and opacity), 3 or 4 channels, or of images x pixels of square images",
            $"{array.ShapeText} {array.Type.Name}",
            "Reshape the array before saving it, or specify the size of an image"
        );
}
