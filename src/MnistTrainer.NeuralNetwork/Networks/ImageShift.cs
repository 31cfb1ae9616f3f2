namespace MnistTrainer.NeuralNetwork;

/// <summary>How an image is moved. What moves in is 0.</summary>
/// <param name="Down">Pixels down, or up where negative.</param>
/// <param name="Right">Pixels to the right, or to the left where negative.</param>
public readonly record struct ImageShift(int Down, int Right);
