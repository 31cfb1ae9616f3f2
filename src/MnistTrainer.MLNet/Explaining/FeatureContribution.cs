namespace MnistTrainer.MLNet;

/// <summary>The contribution of a feature to the prediction for a row.</summary>
/// <param name="Name">
/// The slot name of the feature, or the name of a column of categories; <c>Features[2]</c> for the third slot of a vector whose slots have no names.
/// </param>
/// <param name="Value">The value; of a category, the value of its key, 0 for a missing one.</param>
/// <param name="Contribution">The contribution, in the unit of the output: that of the label, or a difference of probabilities.</param>
public sealed record FeatureContribution(string Name, float Value, double Contribution);
