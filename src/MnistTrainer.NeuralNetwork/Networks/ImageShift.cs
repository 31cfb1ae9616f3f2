namespace MnistTrainer.NeuralNetwork;

/// <summary>A shift of an image. Pixels that are shifted in are 0.</summary>
/// <param name="Down">Pixels down, or up where negative.</param>
/// <param name="Right">Pixels to the right, or to the left where negative.</param>
public readonly record struct ImageShift(int Down, int Right);
