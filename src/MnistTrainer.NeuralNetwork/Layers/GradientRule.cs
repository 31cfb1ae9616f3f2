namespace MnistTrainer.NeuralNetwork;

/// <summary>What a layer propagates back to the layer below it.</summary>
public enum GradientRule
{
    /// <summary>The gradient of the loss, by the chain rule.</summary>
    Exact,

    /// <summary>
    /// The error of its outputs, without the derivative of its activation: the rule of Tariq Rashid's "Make Your Own Neural Network". It is
    /// not the gradient, but learns faster with sigmoids at the book's learning rate.
    /// </summary>
    Book,
}
