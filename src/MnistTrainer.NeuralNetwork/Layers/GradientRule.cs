namespace MnistTrainer.NeuralNetwork;

/// <summary>What a layer propagates back to the previous layer.</summary>
public enum GradientRule
{
    /// <summary>The gradient of the loss, by the chain rule.</summary>
    Exact,

    /// <summary>
    /// The error of the outputs, without the derivative of the activation: the rule of Tariq Rashid's "Make Your Own Neural Network". It is not
    /// the gradient, but training with sigmoids is faster at the book's learning rate.
    /// </summary>
    Book,
}
