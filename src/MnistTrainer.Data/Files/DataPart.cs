namespace MnistTrainer.Data;

/// <summary>A part of a data set as its files are named. Published sets have two or three.</summary>
internal enum DataPart
{
    /// <summary>Samples to train on.</summary>
    Train,

    /// <summary>Samples to measure on during training.</summary>
    Validation,

    /// <summary>Samples to measure the trained network on.</summary>
    Test,
}
