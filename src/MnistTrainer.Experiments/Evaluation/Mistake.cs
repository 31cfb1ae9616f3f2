namespace MnistTrainer.Experiments;

/// <summary>A misclassified sample.</summary>
/// <param name="Row">The sample's row, from 0.</param>
/// <param name="Truth">The index of the true class.</param>
/// <param name="Predicted">The index of the predicted class.</param>
/// <param name="Probability">The probability of the predicted class, 0 to 1.</param>
public readonly record struct Mistake(int Row, int Truth, int Predicted, float Probability);
