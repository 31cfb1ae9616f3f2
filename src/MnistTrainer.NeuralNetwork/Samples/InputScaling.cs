namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How raw values become the network's inputs: <c>input = Offset + Factor * value</c>. It belongs to the network and is saved with it, so
/// that images are scaled the same way in training and in prediction.
/// </summary>
/// <param name="Offset">What a value of 0 becomes.</param>
/// <param name="Factor">What one unit of value adds.</param>
public readonly record struct InputScaling(float Offset, float Factor)
{
    /// <summary>Values as they are.</summary>
    public static InputScaling None => new(0f, 1f);

    /// <summary>Pixels 0..255 become 0..1.</summary>
    public static InputScaling Unit => new(0f, 1f / 255f);

    /// <summary>
    /// Pixels 0..255 become 0.01..1, so that no input is zero and every image changes every weight
    /// (Tariq Rashid, "Make Your Own Neural Network", part 2).
    /// </summary>
    public static InputScaling Book => new(0.01f, 0.99f / 255f);

    /// <summary>The input that a raw value becomes.</summary>
    public float Apply(float value) => Offset + (Factor * value);
}
