#!/bin/sh
# Where AI-written code ends up: a build step of type 'Command Line' that runs this file. Written by 'provenance init'; yours from now on.
# In the VCS root turn shallow clones off (teamcity.git.shallowClone=false): without the whole history nobody can say how old code is or who wrote it,
# and figures are withheld (PROV910). Add 'report => provenance' to the artifact paths.
set -e
dotnet publish -tl:off
dotnet tool restore
dotnet provenance report --format html --format svg --format csv --output report
# What a pull request adds, for its reviewer: pass the target branch as env.PROVENANCE_BASE, origin/main for example.
if [ -n "$PROVENANCE_BASE" ]; then
  dotnet provenance review "$PROVENANCE_BASE..HEAD" --format markdown --format json --format sarif --output report
fi
# Ends the step when a rule of provenance.yml is broken.
dotnet provenance check
