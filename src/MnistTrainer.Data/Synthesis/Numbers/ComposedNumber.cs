using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>An image of a number, put together from images of single digits.</summary>
/// <param name="Image">The image.</param>
/// <param name="Digits">The labels of its digits from the left.</param>
/// <param name="Boxes">Around each digit's ink.</param>
public sealed record ComposedNumber(GrayImage Image, IReadOnlyList<int> Digits, IReadOnlyList<ImageBox> Boxes);
