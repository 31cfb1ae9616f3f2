namespace MnistTrainer.Experiments;

/// <summary>The number of images of a class.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Count">The number of training images, or of all images of a source without parts.</param>
/// <param name="TestCount">The number of test images.</param>
public readonly record struct ClassCount(string Label, long Count, long TestCount);
