namespace MnistTrainer.Experiments;

/// <summary>A decision or finding of an experiment that a user should know. Each kind is a separate record, with data rather than text.</summary>
public abstract record ExperimentNote;
