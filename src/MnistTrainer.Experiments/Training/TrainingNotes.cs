using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The training images resemble handwriting, so the recipe's augmentation applies.</summary>
/// <param name="Augmentation">The augmentation that is applied in every epoch.</param>
public sealed record HandwritingAugmentedNote(IAugmentation Augmentation) : ExperimentNote;

/// <summary>The training images do not resemble handwriting, and the recipe has an augmentation for such images.</summary>
/// <param name="Augmentation">The augmentation that is applied in every epoch; without flips if mirrored images would resemble other classes.</param>
/// <param name="Pixels">The maximum shift in each direction, in pixels.</param>
public sealed record ImagesAugmentedNote(FlipAndCropAugmentation Augmentation, int Pixels) : ExperimentNote;

/// <summary>The network is trained on the outputs of a teacher in addition to the labels.</summary>
/// <param name="Distillation">The teacher and the distillation settings.</param>
/// <param name="Accuracy">The teacher's accuracy on the test samples, 0 to 1.</param>
public sealed record TeacherNote(Distillation Distillation, double Accuracy) : ExperimentNote;

/// <summary>Training with one of several seeds begins.</summary>
/// <param name="Seed">The seed.</param>
public sealed record SeedStartedNote(ulong Seed) : ExperimentNote;

/// <summary>Training on all folds except one begins.</summary>
/// <param name="Fold">The fold that is held out, from 1.</param>
/// <param name="Folds">The number of folds.</param>
public sealed record FoldStartedNote(int Fold, int Folds) : ExperimentNote;

/// <summary>The checkpoint of an interrupted training run will be replaced, because resuming was not requested.</summary>
/// <param name="Path">The checkpoint file.</param>
public sealed record CheckpointReplacedNote(string Path) : ExperimentNote;

/// <summary>The result of training is hardly better than chance.</summary>
/// <param name="Weakness">The metrics, the likely causes and what to try.</param>
public sealed record NearChanceNote(TrainingWeakness Weakness) : ExperimentNote;
