namespace MnistTrainer.Data;

/// <summary>The two splits of a published data set.</summary>
public enum DataSplit
{
    /// <summary>The training set.</summary>
    Train,

    /// <summary>The test set, used only for evaluation.</summary>
    Test,
}
