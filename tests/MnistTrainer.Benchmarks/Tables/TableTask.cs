namespace MnistTrainer.Benchmarks.Tables;

/// <summary>What is predicted from a table's rows.</summary>
internal enum TableTask
{
    /// <summary>One of two classes; measured by the area under the ROC curve.</summary>
    Binary,

    /// <summary>One of several classes; measured by accuracy.</summary>
    Multiclass,

    /// <summary>A number; measured by R².</summary>
    Regression,
}
