namespace MnistTrainer.NeuralNetwork;

/// <summary>How a row of outputs becomes probabilities.</summary>
public enum OutputNormalization
{
    /// <summary>By softmax.</summary>
    Softmax,

    /// <summary>Divided by their sum; where all are 0, all classes are equally likely.</summary>
    Sum,

    /// <summary>They are probabilities already.</summary>
    None,
}
