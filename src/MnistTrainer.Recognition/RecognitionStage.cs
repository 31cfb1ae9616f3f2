using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>An image on its way from what was given to what the network saw.</summary>
/// <param name="Name">What was done, in a word or two: <c>ink</c>, <c>centerd</c>.</param>
/// <param name="Image">What came out.</param>
public sealed record RecognitionStage(string Name, GrayImage Image);
