"""What a compilation reads of a folder: documents, texts, and the settings that stand in files of Microsoft's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from adfc.configure.project import Project
from adfc.diagnostic import Problems
from adfc.emit import ArmOptions
from adfc.files import Folder, OutsideError
from adfc.gitmode import DEFINITION_FILE, PUBLISH_FILE
from adfc.model import Document, Factory
from adfc.read import decode, read
from adfc.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Inputs:
    """Reads a project's files, each once, and keeps their texts. Adds ADF021 and ADF022 for what can't be read."""

    folder: Folder
    problems: Problems
    texts: dict[str, str] = field(default_factory=dict)

    def documents(self, names: Iterable[str]) -> list[Document]:
        """The documents of these files that can be read, in order."""
        return [document for name in names if (document := self.document(name)) is not None]

    def sources(self, names: Iterable[str]) -> list[SourceFile]:
        """The texts of these files that can be read, in order."""
        return [source for name in names if (source := self.source(name)) is not None]

    def document(self, name: str) -> Document | None:
        """The file as a document, or None when it can't be one."""
        source = self.source(name)
        document, found = read(source) if source else (None, [])
        self.problems.found.extend(found)
        return document

    def source(self, name: str) -> SourceFile | None:
        """The file as text, or None when it can't be read."""
        place = Span(name, 1, 1, 1, 1)
        try:
            data = self.folder.read(name)
        except OutsideError:
            message = f'"{name}" is a link that leads out of the project'
            self.problems.error("ADF022", message, place, "keep the file itself in the project")
            return None
        except OSError as error:
            reason = (error.strerror or "the system refuses it").lower()
            self.problems.error("ADF021", f'can\'t read "{name}": {reason}', place)
            return None
        source, found = decode(name, data)
        self.problems.found.extend(found)
        if source is not None:
            self.texts[name] = source.text
        return source

    def arm_options(self, project: Project, factories: Mapping[str, Factory]) -> ArmOptions:
        """How the ARM template is made: by `adfc.yml`, and by the files that ADF reads beside a factory's own.

        Global parameters are part of the template where `publish_config.json` says nothing: pipelines need them.
        """
        definition = self._settings(DEFINITION_FILE)
        publish = self._settings(PUBLISH_FILE)
        wanted = any(one.global_parameters for one in factories.values())
        if publish is not None:
            wanted = publish.get("includeGlobalParamsTemplate") is True
        return ArmOptions(
            definition=definition,
            include_factory=bool(publish and publish.get("includeFactoryTemplate") is True),
            include_global_parameters=wanted,
            parameters=project.arm_parameters,
        )

    def _settings(self, name: str) -> dict[str, object] | None:
        document = self.document(name) if self.folder.has(name) else None
        return document.data if document and isinstance(document.data, dict) else None

    def shown(self, names: Iterable[str]) -> dict[str, str]:
        """The texts of these files, as far as they can be read: also of those that no stage kept."""
        wanted = sorted(set(names))
        for name in wanted:
            if name not in self.texts and self.folder.has(name):
                source, _ = decode(name, self.folder.read(name))
                self.texts[name] = source.text if source else ""
        return {name: self.texts[name] for name in wanted if name in self.texts}
