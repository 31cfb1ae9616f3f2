using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Shifts and smooths images whose values are numbers, row by row, the channels of a pixel next to each other.</summary>
/// <param name="shape">The shape of the images.</param>
internal sealed class ImageOperations(Shape shape)
{
    /// <summary>Shifts an image; what comes in at the edges is 0.</summary>
    /// <param name="image">The image.</param>
    /// <param name="across">Pixels to the right.</param>
    /// <param name="down">Pixels downward.</param>
    public double[] Shift(double[] image, int across, int down)
    {
        double[] shifted = new double[image.Length];
        for (int i = 0; i < shifted.Length; i++)
        {
            int y = (i / shape.Channels / shape.Width) - down,
                x = (i / shape.Channels % shape.Width) - across;
            if (y >= 0 && y < shape.Height && x >= 0 && x < shape.Width)
                shifted[i] = image[(((y * shape.Width) + x) * shape.Channels) + (i % shape.Channels)];
        }

        return shifted;
    }

    /// <summary>Replaces each pixel by a mean of itself and its neighbors, of which those beyond the edge are equal to it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="share">The share of both neighbors in a row, and then in a column; from 0 to 1.</param>
    public double[] Smooth(double[] image, double share) =>
        SmoothAlong(SmoothAlong(image, shape.Channels, shape.Width, share), shape.Channels * shape.Width, shape.Height, share);

    private static double[] SmoothAlong(double[] image, int step, int length, double share)
    {
        double[] smooth = new double[image.Length];
        for (int i = 0; i < image.Length; i++)
        {
            int place = i / step % length;
            double before = place > 0 ? image[i - step] : image[i],
                after = place < length - 1 ? image[i + step] : image[i];
            smooth[i] = ((1 - share) * image[i]) + (share * (before + after) / 2);
        }

        return smooth;
    }
}
