// The recipes of docs/mlnet.md, one after another, in the current folder. What they read is made first: a table of plants and images of shapes.
using Microsoft.ML;
using MnistTrainer.MLNet.Recipes;

MLContext context = new(seed: 1);
File.WriteAllLines("plants.csv", Garden.Table(rows: 600, seed: 1));
File.WriteAllLines("more-plants.csv", Garden.Table(rows: 300, seed: 2));
Garden.DrawShapes("images", count: 300);

OwnTable.Run(context);
CrossValidation.Run(context);
Explaining.Run(context);
ContinuingTraining.Run(context);
YesAndNo.Run(context);
Numbers.Run(context);
Images.Run(context);
OtherPrograms.Run(context);
