using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>A picture of a number, put together from pictures of single digits.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Digits">The labels of its digits from the left.</param>
/// <param name="Boxes">Around each digit's ink.</param>
public sealed record ComposedNumber(GrayImage Image, IReadOnlyList<int> Digits, IReadOnlyList<PictureBox> Boxes);
