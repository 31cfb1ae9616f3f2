namespace MnistTrainer.NeuralNetwork;

/// <summary>The padding around an image for filters at its border.</summary>
public enum Padding
{
    /// <summary>No padding: filters stay inside the image, so the output is smaller.</summary>
    Valid,

    /// <summary>Zeros, so that the size of the output is that of the input divided by the stride; an odd row or column is added at the bottom or on the right.</summary>
    Same,
}
