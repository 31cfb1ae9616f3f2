using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Applies <see cref="FlipAndCropAugmentation"/>. It draws the same number of random numbers for every image.</summary>
/// <param name="flips">The fraction of images to mirror.</param>
/// <param name="shift">The maximum shift in each direction, in pixels.</param>
/// <param name="shape">The shape of the images.</param>
internal sealed class FlipAndCropAugmenter(float flips, int shift, Shape shape) : IAugmenter
{
    public void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random)
    {
        bool isMirrored = random.NextDouble() < flips;
        int down = random.NextInt((2 * shift) + 1) - shift,
            right = random.NextInt((2 * shift) + 1) - shift;
        int stride = shape.Width * shape.Channels,
            from = Math.Clamp(right, 0, shape.Width) * shape.Channels,
            to = Math.Clamp(shape.Width + right, 0, shape.Width) * shape.Channels;
        result.Clear();
        for (int row = Math.Max(0, down); row < Math.Min(shape.Height, shape.Height + down); row++)
        {
            Span<byte> line = result.Slice(row * stride, stride);
            image.Slice(((row - down) * stride) + from - (right * shape.Channels), to - from).CopyTo(line[from..]);
            if (isMirrored)
                Mirror(line);
        }
    }

    // The channels of a pixel stay in their order.
    private void Mirror(Span<byte> line)
    {
        line.Reverse();
        for (int at = 0; shape.Channels > 1 && at < line.Length; at += shape.Channels)
            line.Slice(at, shape.Channels).Reverse();
    }
}
