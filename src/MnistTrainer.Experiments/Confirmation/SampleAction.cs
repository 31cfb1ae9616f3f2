namespace MnistTrainer.Experiments;

/// <summary>The action for a suspicious sample.</summary>
public enum SampleAction
{
    /// <summary>It is kept unchanged.</summary>
    Keep,

    /// <summary>It gets the suggested label.</summary>
    Fix,

    /// <summary>It is left out.</summary>
    Remove,
}
