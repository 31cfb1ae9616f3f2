namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The scaling of raw values to the network's inputs: <c>input = Offset + Factor * value</c>. It is part of the network and saved with it, so
/// that images are scaled the same way in training and prediction.
/// </summary>
/// <param name="Offset">The input for a value of 0.</param>
/// <param name="Factor">The change of the input per unit of the value.</param>
public readonly record struct InputScaling(float Offset, float Factor)
{
    /// <summary>No scaling.</summary>
    public static InputScaling None => new(0f, 1f);

    /// <summary>Pixels 0..255 become 0..1.</summary>
    public static InputScaling Unit => new(0f, 1f / 255f);

    /// <summary>
    /// Pixels 0..255 become 0.01..1, so that no input is zero and every image changes every weight
    /// (Tariq Rashid, "Make Your Own Neural Network", part 2).
    /// </summary>
    public static InputScaling Book => new(0.01f, 0.99f / 255f);

    /// <summary>The input for a raw value.</summary>
    public float Apply(float value) => Offset + (Factor * value);
}
