namespace MnistTrainer.NeuralNetwork;

/// <summary>The outputs that a sample of a class asks for.</summary>
/// <param name="Off">Of every other class.</param>
/// <param name="On">Of its own class.</param>
public readonly record struct TargetValues(float Off, float On)
{
    /// <summary>0 and 1.</summary>
    public static TargetValues ZeroOne => new(0f, 1f);

    /// <summary>0.01 and 0.99, which a sigmoid can reach (Tariq Rashid, "Make Your Own Neural Network", part 2).</summary>
    public static TargetValues Book => new(0.01f, 0.99f);
}
