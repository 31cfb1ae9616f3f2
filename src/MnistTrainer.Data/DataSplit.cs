namespace MnistTrainer.Data;

/// <summary>The two parts that data sets are published in.</summary>
public enum DataSplit
{
    /// <summary>What is learned from.</summary>
    Train,

    /// <summary>What is only measured on.</summary>
    Test,
}
