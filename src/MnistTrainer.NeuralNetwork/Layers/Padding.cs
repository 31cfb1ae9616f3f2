namespace MnistTrainer.NeuralNetwork;

/// <summary>What lies around an image for filters at its border.</summary>
public enum Padding
{
    /// <summary>Nothing: filters stay inside the image, so that the output is smaller.</summary>
    Valid,

    /// <summary>As many zeros as make the output as large as the input divided by the stride; an odd one at the bottom and on the right.</summary>
    Same,
}
