namespace MnistTrainer.NeuralNetwork;

/// <summary>The parts that the rows of a file are divided into.</summary>
internal enum RowPart
{
    /// <summary>Rows to train on.</summary>
    Train,

    /// <summary>Rows held out for validation.</summary>
    Validation,

    /// <summary>Rows held out for the test.</summary>
    Test,
}
