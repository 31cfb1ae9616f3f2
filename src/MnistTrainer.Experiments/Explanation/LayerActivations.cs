using System.Collections.Immutable;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The outputs of a layer for an image.</summary>
/// <param name="Description">A description of the layer: <c>dense 784 → 300, relu</c>.</param>
/// <param name="Kind">The name of the layer without settings: <c>dense</c>.</param>
/// <param name="Shape">The shape of the outputs.</param>
/// <param name="Values">The outputs; for an image, row by row with the channels of a pixel next to each other.</param>
/// <param name="ActiveShare">The fraction of outputs whose net input (with maxout, the output itself) is above 0; from 0 to 1.</param>
public sealed record LayerActivations(string Description, string Kind, Shape Shape, ImmutableArray<double> Values, double ActiveShare)
{
    private const byte MiddleGray = 128;
    private const int UnitsPerRow = 32;
    private const int UnitSide = 12;
    private const int MaximumUnits = 4096;

    /// <summary>The index of the largest output, from 0; the first of equals.</summary>
    public int Strongest => Values.IndexOf(Values.Max());

    /// <summary>
    /// The outputs as images, a tile for each channel of an image and a square for each unit of a vector. Black is 0 and white the largest output; if some outputs are
    /// negative, mid-gray is 0, and the largest in absolute value is white or black. For very large layers, only the first channels are shown.
    /// </summary>
    public ColorImage Sheet()
    {
        byte[] levels = Levels();
        int enlargement = Shape.IsVector ? UnitSide : ContactSheet.EnlargementOf(Shape.Width, Shape.Height),
            capacity = Shape.IsVector
                ? MaximumUnits
                : ContactSheet.CapacityFor((long)Shape.Width * Shape.Height * enlargement * enlargement),
            count = Math.Min(Shape.Channels, capacity);
        ColorImage[] tiles = [.. Enumerable.Range(0, count).Select(Tile)];
        return ContactSheet.Of(tiles, Shape.IsVector ? Math.Min(count, UnitsPerRow) : ContactSheet.SquareColumns(count));

        ColorImage Tile(int channel) =>
            ChannelImage.Of(
                Shape.Width,
                Shape.Height,
                1,
                [.. Enumerable.Range(0, Shape.Width * Shape.Height).Select(pixel => levels[(pixel * Shape.Channels) + channel])],
                enlargement
            );
    }

    internal static LayerActivations Of(LayerTrace trace)
    {
        ImmutableArray<double> decisive = trace.Layer.Activation.NetInputsPerUnit == 1 ? trace.NetInputs : trace.Outputs;
        return new LayerActivations(
            trace.Layer.Describe(trace.Input),
            trace.Layer.Kind,
            trace.Output,
            trace.Outputs,
            decisive.Count(value => value > 0) / (double)decisive.Length
        );
    }

    private byte[] Levels()
    {
        double largest = Values.Max(Math.Abs);
        bool hasNegative = Values.Any(value => value < 0);
        double zero = hasNegative ? MiddleGray : 0,
            scale = largest == 0 ? 0 : (byte.MaxValue - zero) / largest;
        return [.. Values.Select(value => (byte)Math.Round(zero + (scale * value)))];
    }
}
