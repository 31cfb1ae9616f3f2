using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>The weights into the units below the last layer as images, where these units are fully connected to the pixels.</summary>
/// <param name="network">The network.</param>
/// <param name="layer">The index of the layer of the units.</param>
internal sealed class UnitWeights(Network network, int layer)
{
    private const byte Zero = 128;
    private const int Range = 127;

    private readonly int _units = ((Dense)network.Definition.Layers[layer]).Units;

    /// <summary>Finds the units.</summary>
    /// <returns>The weights; null if there are no such units.</returns>
    public static UnitWeights? Find(Network network)
    {
        // The layers between them and the last layer change each unit separately.
        NetworkDefinition definition = network.Definition;
        int last = definition.Layers.Length - 1,
            first = definition.Layers.TakeWhile(layer => layer is not Dense).Count();
        bool isDirect =
            first < last
            && definition.Layers[first].Activation.NetInputsPerUnit == 1
            && definition.Layers.Take(first).All(layer => layer is Flatten or Dropout or GaussianNoise)
            && definition
                .Layers.Skip(first + 1)
                .Take(last - first - 1)
                .All(layer => layer is Dropout or GaussianNoise or BatchNormalization);
        return isDirect && definition.InputShape is { Channels: 1, IsVector: false } ? new UnitWeights(network, first) : null;
    }

    /// <summary>The weights into a unit, as a data URL of a PNG.</summary>
    /// <param name="unit">The unit, from 0.</param>
    public string Image(int unit)
    {
        Shape shape = network.Definition.InputShape;
        ReadOnlySpan<float> weights = network.LayerParameters(layer);
        float largest = 0;
        for (int i = 0; i < shape.Size; i++)
            largest = Math.Max(largest, Math.Abs(weights[(i * _units) + unit]));
        byte[] levels = new byte[shape.Size];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = largest > 0 ? (byte)(Zero + MathF.Round(Range * weights[(i * _units) + unit] / largest)) : Zero;
        return DataUrl.Encode(new GrayImage(shape.Width, shape.Height, levels));
    }
}
