namespace MnistTrainer.Imaging;

/// <summary>What came out of one stage on the way from an image to a digit.</summary>
/// <param name="Name">The stage, in a word or two, as it is shown to people: <c>ink</c>, <c>lines erased</c>.</param>
/// <param name="Image">Its image; from the ink on, light ink on black paper.</param>
public sealed record StageImage(string Name, GrayImage Image);
