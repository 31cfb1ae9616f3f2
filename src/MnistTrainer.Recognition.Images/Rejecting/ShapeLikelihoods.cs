namespace MnistTrainer.Recognition.Images;

/// <summary>What the shape network sees in a framed image: the probability of each digit and of each <see cref="ShapeKind"/>.</summary>
/// <param name="outputs">The outputs of the network, 0 to 1, with a sum of 1: the ten digits, then the kinds.</param>
internal readonly struct ShapeLikelihoods(float[] outputs)
{
    /// <summary>The number of digits.</summary>
    public const int Digits = (int)ShapeKind.Letter;

    /// <summary>The probability of a single digit.</summary>
    public float Digit => outputs.Take(Digits).Sum();

    /// <summary>The probability of a kind.</summary>
    public float this[ShapeKind kind] => outputs[(int)kind];

    /// <summary>The probability of one digit.</summary>
    public float this[int digit] => outputs[digit];
}
