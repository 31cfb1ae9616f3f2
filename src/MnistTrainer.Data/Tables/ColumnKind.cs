namespace MnistTrainer.Data;

/// <summary>What a column of a table is to a network.</summary>
public enum ColumnKind
{
    /// <summary>Numbers, of which more or less means something.</summary>
    Number,

    /// <summary>A few different texts, each an input of its own.</summary>
    Category,

    /// <summary>The names of the rows, which are kept for predictions and never trained on.</summary>
    Id,

    /// <summary>Left out.</summary>
    Ignored,
}
