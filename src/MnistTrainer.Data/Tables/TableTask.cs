namespace MnistTrainer.Data;

/// <summary>What is predicted from the columns of a table.</summary>
public enum TableTask
{
    /// <summary>One of several classes.</summary>
    Classification,

    /// <summary>A number.</summary>
    Regression,
}
