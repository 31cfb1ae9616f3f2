namespace MnistTrainer.NeuralNetwork;

/// <summary>The target outputs of a labeled sample.</summary>
/// <param name="Off">The target of the other classes.</param>
/// <param name="On">The target of the sample's class.</param>
public readonly record struct TargetValues(float Off, float On)
{
    /// <summary>0 and 1.</summary>
    public static TargetValues ZeroOne => new(0f, 1f);

    /// <summary>0.01 and 0.99, within the range of a sigmoid (Tariq Rashid, "Make Your Own Neural Network", part 2).</summary>
    public static TargetValues Book => new(0.01f, 0.99f);
}
