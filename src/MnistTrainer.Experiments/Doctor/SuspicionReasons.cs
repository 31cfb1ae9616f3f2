namespace MnistTrainer.Experiments;

/// <summary>Why a sample is suspicious.</summary>
[Flags]
public enum SuspicionReasons
{
    /// <summary>It is not suspicious.</summary>
    None = 0,

    /// <summary>Its label is likely wrong.</summary>
    Label = 1,

    /// <summary>Another sample has exactly the same image.</summary>
    ExactDuplicate = 2,

    /// <summary>Another sample has the same image, shifted.</summary>
    ShiftedDuplicate = 4,

    /// <summary>Another sample has nearly the same image.</summary>
    NearDuplicate = 8,

    /// <summary>A sample with the same image has a different label.</summary>
    OtherLabel = 16,

    /// <summary>The same image is in both the training part and the test part.</summary>
    BothParts = 32,
}
