using System.Globalization;
using MnistTrainer.Data;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>The notes of experiments as lines of Spectre's markup, with the options that change what they say.</summary>
internal static class NoteView
{
    public static string ToMarkup(ExperimentNote note) =>
        note switch
        {
            DataLoadedNote data => Localized.Of(
                $"[bold]{MarkupText.Of(data.Name)}[/]: {Count(data.Count)} images of {data.Shape}, {data.Classes} classes"
            ) + (data.IsDefault ? " " + Localized.Of("[grey](no --data given)[/]") : ""),
            SourceNote source => $"[yellow]{MarkupText.Of(source.Name)}: {MarkupText.Of(Localized.Recognize(source.Finding))}[/]",
            SetShadowedNote shadowed => Localized.Of(
                $"[grey]{MarkupText.Of(shadowed.Name)} is read from the current directory; the data set of that name is in {MarkupText.Of(shadowed.Set)}[/]"
            ),
            RowsStoredNote stored when stored.Unit != "images" => Localized.Of(
                $"[grey]Training reads {MarkupText.Of(stored.Path)}, {Count(stored.RowsInMemory)} rows at a time; they are shuffled by blocks, and within what is in memory[/]"
            ),
            RowsStoredNote stored => Localized.Of(
                $"[grey]Training reads {MarkupText.Of(stored.Path)}, {Count(stored.RowsInMemory)} images at a time; they are shuffled by blocks, and within what is in memory[/]"
            ),
            TestHeldOutNote test when test.Unit != "images" || !test.IsOfEveryClass => Localized.Of(
                $"[grey]{Count(test.Count)} {Localized.Word(test.Unit)} of {MarkupText.Of(test.Name)}, drawn at random, are held out for testing (use --test for others)[/]"
            ),
            TestHeldOutNote test => Localized.Of(
                $"[grey]{MarkupText.Of(test.Name)} has no test part: {Count(test.Count)} of its images, drawn from every class, are held out for testing[/]"
            ),
            ValidationHeldOutNote validation => Localized.Of(
                $"[grey]{Count(validation.Count)} {Localized.Word(validation.Unit)} are held out for validation[/]"
            ),
            ImagesAddedNote { Repetitions: 1 } added => Localized.Of(
                $"[bold]{MarkupText.Of(added.Name)}[/]: {Count(added.Count)} images are added to the training data"
            ),
            ImagesAddedNote added => Localized.Of(
                $"[bold]{MarkupText.Of(added.Name)}[/]: {Count(added.Count)} images are added to the training data, each {added.Repetitions} times"
            ),
            HandwritingAugmentedNote => Localized.Of(
                "[grey]The images look like handwriting: each is distorted a little, differently in every epoch (--augmentation none turns this off)[/]"
            ),
            ImagesAugmentedNote augmented => Localized.Of(
                $"[grey]The images do not look like handwriting: each is {ChangesOf(augmented)}, differently in every epoch (--augmentation none turns this off){(augmented.Augmentation.Flips > 0 ? "" : Localized.Of("; none is mirrored, because mirrored images resemble other classes"))}[/]"
            ),
            TeacherNote teacher => Localized.Of(
                $"The network is also trained on the answers of a teacher{NetworksOf(teacher)} that classifies {Figures.Percent(teacher.Accuracy)} of the test images correctly [grey](weight {teacher.Distillation.Weight}, temperature {teacher.Distillation.Temperature})[/]"
            ),
            SeedStartedNote seed => Localized.Of($"[bold]Seed {seed.Seed}[/]"),
            RunsFoundNote found => Localized.Of(
                $"[grey]{Count(found.Finished)} of {Count(found.Count)} networks are trained already, in {MarkupText.Of(found.Folder)}[/]"
            ),
            ShardStartedNote shard => Localized.Of(
                $"[grey]Shard {shard.Shard}: {Count(shard.Runs)} of {Count(shard.Count)} networks are trained here, into {MarkupText.Of(shard.Folder)}[/]"
            ),
            ShardAwaitedNote awaited => Localized.Of($"[grey]Trial {awaited.Trial} is trained by shard {awaited.Shard}: waiting[/]"),
            FoldStartedNote fold => Localized.Of($"[bold]Fold {fold.Fold} of {fold.Folds}[/]"),
            StudyContinuedNote study => Localized.Of(
                $"[grey]{Count(study.Trials)} trials of {MarkupText.Of(study.Path)} are already complete: the search continues from there[/]"
            ),
            TrialTrainedNote { Trial: { HasDiverged: true } trial } => Localized.Of(
                $"Trial {trial.Number}: [yellow]diverged in epoch {trial.Epochs.Length + 1}[/] [grey]{MarkupText.Of(SearchView.SettingsOf(trial))}[/]"
            ),
            TrialTrainedNote { Trial: { } trial } => Localized.Of(
                $"Trial {trial.Number}: {Figures.Percent(trial.Last!.Value.ValidationAccuracy)} after {trial.Epochs.Length} {Localized.Plural(trial.Epochs.Length, "epoch", "epochs")} [grey]{MarkupText.Of(SearchView.SettingsOf(trial))}[/]"
            ),
            TestedBeforeNote tested => Localized.Of(
                $"[yellow]The test images were used before, for trial {tested.Trial} ({Figures.Percent(tested.Accuracy)}):[/] this accuracy is no longer measured on unseen images"
            ),
            OtherTestSamplesNote other => Localized.Of(
                $"[yellow]The study was evaluated on different test images before:[/] {MarkupText.Of(other.Before)}, now {MarkupText.Of(other.Now)}; accuracies on different images cannot be compared"
            ),
            CheckpointReplacedNote => Localized.Of(
                "[grey]The checkpoint of an interrupted training run is replaced (--resume would have resumed it)[/]"
            ),
            ImagesTurnedNote { Turn: ImageTurn.Inverted } => Localized.Of(
                "The model reads these images only as light on dark: they were dark on light, and were inverted"
            ),
            ImagesTurnedNote { Turn: ImageTurn.Transposed } => Localized.Of(
                "The model reads these images only with rows and columns swapped: they were transposed, as EMNIST's are"
            ),
            ImagesTurnedNote => Localized.Of(
                "The model reads these images only as light on dark and with rows and columns swapped: they were inverted and transposed"
            ),
            SingleClassNote same => Localized.Of(
                $"[yellow]All {same.Count:N0} images have the label {MarkupText.Of(same.ClassName)}[/], so the accuracy is only the fraction of images that the model assigns to it: check the label column (--label), or use data of several classes"
            ),
            PoorEvaluationNote chance => Localized.Of(
                $"[yellow]This is near chance for {chance.Classes} classes.[/] The images are probably not what the model was trained on: see mnist inspect, and check their polarity (light on dark or dark on light), orientation and size, the label column (--label) and the names of the classes"
            ),
            SubmissionFormNote { IsUsed: true } form => Localized.Of(
                $"[grey]Header, ids and order are those of {Markup.Escape(form.FileName)}[/]"
            ),
            SubmissionFormNote form => Localized.Of(
                $"{Markup.Escape(form.FileName)} is not used: its ids are not those of the data, or its number of rows differs"
            ),
            SamplesLeftOutNote left => Localized.Of(
                $"{Count(left.Removed)} {PartOf(left)} images are left out and {Count(left.Fixed)} get a different label, according to {MarkupText.Of(left.List)}"
            ),
            DoubtfulDiagnosisNote doubtful => Localized.Of(
                $"[yellow]Only {Figures.Percent(doubtful.Accuracy)} of the labels are predicted correctly[/], so labels may be doubtful because the networks cannot learn the classes: try another preset (--preset)"
            ),
            UnjudgedClassesNote unjudged => Localized.Of(
                $"[yellow]Not assessed: {string.Join(", ", unjudged.Classes.Select(MarkupText.Of))}[/], because a class with one image has no other image to train on"
            ),
            ExactDuplicatesOnlyNote => Localized.Of(
                "Vectors are not images: only exact duplicates are searched for, not shifted or near ones"
            ),
            ClassesLostNote lost => Localized.Of(
                $"[yellow]No training images are left of {string.Join(", ", lost.Classes.Select(MarkupText.Of))}[/]: {MarkupText.Of(lost.List)} removes or relabels all of them"
            ),
            NearChanceNote { Weakness: { } weakness } => Localized.Of(
                $"[yellow]Hardly better than chance.[/] An accuracy of {Figures.Percent(weakness.Accuracy)}, where always predicting the most frequent class gives {Figures.Percent(weakness.ChanceAccuracy)}. {Markup.Escape(WeaknessText.AdviceOf(weakness))}"
            ),
            _ => throw new ArgumentException($"No view of {note.GetType().Name}.", nameof(note)),
        };

    private static string PartOf(SamplesLeftOutNote left) => left.Part == DataSplit.Train ? Localized.Of("training") : Localized.Of("test");

    private static string NetworksOf(TeacherNote teacher) =>
        teacher.Distillation.Teacher.Definition.Members is > 1 and int members ? " " + Localized.Of($"of {members} networks") : "";

    private static string ChangesOf(ImagesAugmentedNote note)
    {
        string[] changes =
        [
            .. note.Pixels > 0
                ? (string[])[Localized.Of($"shifted by up to {note.Pixels} {Localized.Plural(note.Pixels, "pixel", "pixels")}")]
                : [],
            .. note.Augmentation.Flips > 0 ? (string[])[Localized.Of($"mirrored with a probability of {note.Augmentation.Flips}")] : [],
        ];
        return string.Join(Localized.Of(" and "), changes);
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
