namespace MnistTrainer.Experiments;

/// <summary>What happens to a suspicious sample.</summary>
public enum SampleAction
{
    /// <summary>It stays as it is.</summary>
    Keep,

    /// <summary>It gets the suggested label.</summary>
    Fix,

    /// <summary>It is left out.</summary>
    Remove,
}
