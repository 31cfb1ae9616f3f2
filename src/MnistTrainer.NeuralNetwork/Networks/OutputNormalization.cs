namespace MnistTrainer.NeuralNetwork;

/// <summary>How a row of outputs is converted to probabilities.</summary>
public enum OutputNormalization
{
    /// <summary>By softmax.</summary>
    Softmax,

    /// <summary>Division by the sum; if all outputs are 0, all classes are equally likely.</summary>
    Sum,

    /// <summary>No conversion: the outputs are already probabilities.</summary>
    None,
}
