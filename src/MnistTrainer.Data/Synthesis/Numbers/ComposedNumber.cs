using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>An image of a number, composed of images of single digits.</summary>
/// <param name="Image">The image.</param>
/// <param name="Digits">The labels of its digits from left to right.</param>
/// <param name="Boxes">The bounding box of each digit's ink.</param>
public sealed record ComposedNumber(GrayImage Image, IReadOnlyList<int> Digits, IReadOnlyList<ImageBox> Boxes);
